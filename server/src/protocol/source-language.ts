/** Languages that the extension contributes for files of packages, which belong to nobody else: one is coloured as code. */
const CODE = 'package-risk-code';
const TEXT = 'package-risk-text';

const CODE_FILE = /\.(?:[cm]?[jt]sx?|json|map)$/i;

/** The language that a file of a package is shown as, which is also the extension that stands for it. @param path of the file */
export function sourceLanguage(path: string): string {
  return CODE_FILE.test(path) ? CODE : TEXT;
}
