import { attributesOf, nextTag, type Tag } from './tags.js';

/** Where a form of a page sends a password that it asks for, and where it stands. */
export interface PhishingForm {
  readonly offset: number;
  readonly host: string;
}

const ADDRESS = /^\s*https?:\/\/([^/\s?#"']+)/i;

/** Forms that ask for a password and send it to another host than the page's own. Pages of a package have no host of their own. */
export function phishingForms(text: string): readonly PhishingForm[] {
  if (!/<form\b/i.test(text)) return [];
  const found: PhishingForm[] = [];
  let form: PhishingForm | undefined;
  for (let tag = nextTag(text, 0); tag !== undefined; tag = nextTag(text, tag.after)) {
    if (tag.name === 'form') form = formOf(text, tag);
    else if (tag.name === 'input' && form !== undefined && isPassword(text, tag)) {
      found.push(form);
      form = undefined;
    }
  }
  return found;
}

function formOf(text: string, tag: Tag): PhishingForm | undefined {
  const action = attributesOf(text, tag).find(({ name }) => name === 'action')?.value ?? '';
  const host = ADDRESS.exec(action)?.[1];
  return host === undefined ? undefined : { offset: tag.start, host };
}

function isPassword(text: string, tag: Tag): boolean {
  return attributesOf(text, tag).some(({ name, value }) => name === 'type' && value.toLowerCase() === 'password');
}
