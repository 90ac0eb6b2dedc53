declare module 'sax' {
  interface Parser {
    onerror: (error: Error) => void;
    write(text: string): { close(): void };
  }
  const sax: { parser(strict: boolean): Parser };
  export default sax;
}
