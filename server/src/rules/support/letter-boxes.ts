/** One letter box among many, by its address: the webhooks and bots of chats, also behind another host that stands in for theirs. */
const LETTER_BOX = /\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]|\/bot\d+:[\w-]+\/send|\/services\/T\w+\/B\w+\/\w/;

/** Whether an address leads to one letter box, whose key stands in it. */
export function isLetterBox(address: string): boolean {
  return LETTER_BOX.test(address);
}
