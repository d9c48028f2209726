/**
 * A text that no browser takes for markup, whatever page it is shown on: a "<" that begins a tag is
 * refused, one that is meant ("<3", "a < b") is not.
 */
export const NO_MARKUP = /^(?!.*<[a-z/!?])/is;
export const PLAIN_TEXT = { message: 'write plain text, without markup' };
