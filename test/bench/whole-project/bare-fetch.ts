// Fetches documents and does nothing with them: `node bare-fetch.js URL CONCURRENCY < paths`, one a line.
import { text } from 'node:stream/consumers';
import process from 'node:process';

const [base = '', concurrency = ''] = process.argv.slice(2);
const paths = (await text(process.stdin)).split('\n').filter((line) => line !== '');

async function fetchNext(): Promise<void> {
  for (let next = paths.pop(); next !== undefined; next = paths.pop()) {
    const answer = await fetch(`${base}${next}`, { headers: { accept: 'application/json' } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${next} was answered with ${answer.status}`);
  }
}

await Promise.all(Array.from({ length: Number(concurrency) }, fetchNext));
