/** No more attempts than this: a reader wants the gist. */
const MAX_ATTEMPTS = 1500;

/** Leaves out what is not needed for `fails` to hold, in pieces of half, a quarter … a single byte. */
export async function smallest(input: Buffer, fails: (less: Buffer) => Promise<boolean>): Promise<Buffer> {
  let small = input;
  let attempts = 0;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < small.length && attempts < MAX_ATTEMPTS; attempts += 1) {
      const less = Buffer.concat([small.subarray(0, at), small.subarray(at + size)]);
      if (await fails(less)) small = less;
      else at += size;
    }
  }
  return small;
}
