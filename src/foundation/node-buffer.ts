/** Node's own Buffer, ten times faster at encodings, where this runs in Node; `undefined` in a browser. */
export const nodeBuffer = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:buffer').Buffer
