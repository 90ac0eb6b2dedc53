import { TOKEN } from './json-tokens.js';

/** Which brackets are open. A bracket that closes also ends those inside of it that nobody closed. */
export class BracketNesting {
  readonly #open: number[] = [];
  readonly #counts = new Map<number, number>();

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  has(opener: number): boolean {
    return (this.#counts.get(opener) ?? 0) > 0;
  }

  pass(token: number): void {
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) {
      this.#open.push(token);
      this.#count(token, 1);
    } else if (token === TOKEN.closeBrace) this.#close(TOKEN.openBrace);
    else if (token === TOKEN.closeBracket) this.#close(TOKEN.openBracket);
  }

  #close(opener: number): void {
    if (!this.has(opener)) return;
    for (let closed = this.#open.pop(); closed !== undefined; closed = this.#open.pop()) {
      this.#count(closed, -1);
      if (closed === opener) return;
    }
  }

  #count(opener: number, by: number): void {
    this.#counts.set(opener, (this.#counts.get(opener) ?? 0) + by);
  }
}
