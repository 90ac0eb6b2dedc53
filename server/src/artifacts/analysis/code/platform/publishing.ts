import { UNHANDLED, type Family } from './api-call.js';

/** What npm's own library publishes, without any command. */
export const publishing: Family = (machine, { method }) => {
  if (method === 'publish') machine.behave('publishes-packages', 'libnpmpublish');
  return UNHANDLED;
};
