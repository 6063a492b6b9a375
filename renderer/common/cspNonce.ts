/*
 * Must be imported before naive-ui: it makes <style> elements while running, which the content security policy
 * allows only with the page's nonce. Imported for its effect alone.
 */
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
const createElement = Document.prototype.createElement;

Document.prototype.createElement = new Proxy(createElement, {
  apply(target, page: Document, args: Parameters<typeof createElement>): HTMLElement {
    const element = Reflect.apply(target, page, args);
    if (nonce !== '' && element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  },
});
