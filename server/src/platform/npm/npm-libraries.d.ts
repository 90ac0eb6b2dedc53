// What is used of two npm packages that publish no types (of these parts).

declare module '@npmcli/config/lib/definitions/index.js' {
  interface Library {
    readonly definitions: Readonly<Record<string, unknown>>;
    readonly shorthands: Readonly<Record<string, unknown>>;
    readonly flatten: (values: object, flat: object) => object;
  }
  const library: Library;
  export default library;
}
