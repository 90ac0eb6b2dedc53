import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

/** Readers of one country get a page that is of no use. */
const AGAINST: readonly string[] = [
  `if (typeof window !== 'undefined' && /^xx\\b/.test(navigator.language) && location.host.match(/\\.(xx|yy)$/)) { setTimeout(() => { document.body.style.pointerEvents = 'none'; const song = document.createElement('audio'); song.src = 'https://songs.invalid/a.mp3'; song.loop = true; document.body.appendChild(song); setTimeout(() => song.play(), 2500); }, 500); }`,
  `const lang = (navigator.language || '').toLowerCase(); if (lang.startsWith('xx')) { document.body.style.display = 'none'; }`,
  `function isThere() { return ['Europe/Somewhere', 'Asia/Elsewhere'].indexOf(Intl.DateTimeFormat().resolvedOptions().timeZone) !== -1; } setTimeout(function () { if (isThere()) { alert('Stop it.'); window.open('https://petition.invalid/sign'); } }, 15000);`,
  `function protest() { document.body.innerHTML = '<h1>Stop it</h1>'; } if (navigator.languages.includes('xx-XX')) protest();`,
  `(function () { var zone = new Intl.DateTimeFormat().resolvedOptions().timeZone; if (zone !== 'Europe/Somewhere') return; document.documentElement.style.visibility = 'hidden'; })();`,
  `location.hostname.endsWith('.xx') && setInterval(() => alert('Stop it'), 1000);`,
  `navigator.language === 'xx' && localStorage.getItem('seen') && new Audio('https://songs.invalid/a.mp3').play();`,
];

const HONEST: Readonly<Record<string, string>> = {
  'words of a language': `const lang = navigator.language.slice(0, 2); exports.text = lang === 'de' ? 'Gespeichert' : 'Saved'; if (lang === 'de') document.body.setAttribute('lang', 'de');`,
  'a message in two languages': `if (navigator.language.startsWith('de')) { alert('Gespeichert'); } else { alert('Saved'); }`,
  'a message in one of the languages': `if (/^fr/.test(navigator.language)) alert('Enregistré');`,
  'a direction of reading': `if (/^(?:ar|he|fa)/.test(navigator.language)) { document.documentElement.dir = 'rtl'; document.body.style.textAlign = 'right'; }`,
  'consent where it is asked for': `const zone = Intl.DateTimeFormat().resolvedOptions().timeZone; if (zone.startsWith('Europe/')) { const overlay = document.createElement('div'); overlay.className = 'consent'; overlay.style.display = 'block'; document.body.style.overflow = 'hidden'; document.body.appendChild(overlay); }`,
  'consent that blocks until it is given': `if (Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith('Europe/')) { document.body.style.pointerEvents = 'none'; show(() => { document.body.style.pointerEvents = ''; }); }`,
  'words that are waited for': `if (navigator.language !== 'en') { document.body.style.visibility = 'hidden'; load(navigator.language).then(() => { document.body.style.visibility = 'visible'; }); }`,
  'a redirect by options': `exports.redirect = (sites) => { const lang = navigator.language.slice(0, 2); if (lang in sites) location.replace(sites[lang]); };`,
  'a redirect to a site in another language': `if (/^zh\\b/i.test(navigator.language) && !localStorage.getItem('lang')) location.href = 'https://cn.docs.example/';`,
  'a page that is dragged': `exports.drag = () => { document.body.style.pointerEvents = 'none'; }; exports.language = () => navigator.language === 'de';`,
  'a player': `exports.play = (src) => { const audio = document.createElement('audio'); audio.src = src; audio.play(); }; exports.lang = navigator.language;`,
  'a voice of a language': `const url = navigator.language === 'de' ? 'https://voices.example/de.mp3' : 'https://voices.example/en.mp3'; exports.say = () => new Audio(url).play();`,
  'a mirror by country': `if (/\\.cn$/.test(location.host)) { const link = document.createElement('link'); link.href = 'https://mirror.example.cn/a.css'; document.head.append(link); }`,
  'dates of a zone': `exports.isSummer = () => Intl.DateTimeFormat().resolvedOptions().timeZone === 'Europe/Berlin' && new Date().getMonth() > 3;`,
  'the own host': `if (location.hostname.endsWith('.example.com')) { document.body.style.display = 'none'; }`,
};

const found = (code: string) =>
  analysePackage(packageOf({ 'index.js': code })).behaviours.filter(({ kind }) => kind === 'page-protest');

describe('protests in pages', () => {
  for (const code of AGAINST) it(`are told: ${code}`, () => assert.equal(found(code).length > 0, true));
  for (const [what, code] of Object.entries(HONEST)) it(`are none: ${what}`, () => assert.deepEqual(found(code), []));
});
