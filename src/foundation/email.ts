const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>"]{2,63}$/

/** Whether a text can be written to: one address, without a name, and nothing that could become a header of its own. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text)
}
