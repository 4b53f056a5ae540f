// The bundler turns `?inline` into a data URL, so that the bundled command line needs no file beside it.
declare module '*.ttf?inline' {
  const url: string;
  export { url as default };
}
