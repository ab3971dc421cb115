import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole HTML document. Children are escaped by the renderer; there is no other way in. */
export function renderDocument(document: VNode): string {
  return `<!doctype html>${renderToString(document)}`
}
