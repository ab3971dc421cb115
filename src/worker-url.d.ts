/** Vite builds the module as a program of its own for a worker, and answers its address. */
declare module '*?worker&url' {
  const address: string
  export default address
}
