// jsdom comes without types; this is all that the tests use of it.
declare module "jsdom" {
  /** A browser's window without a browser. */
  export class JSDOM {
    constructor(html: string);
    readonly window: {
      readonly document: {
        createElement(name: string): { innerHTML: string; readonly textContent: string };
      };
    };
  }
}
