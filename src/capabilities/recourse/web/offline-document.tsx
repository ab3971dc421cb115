import { createHash } from 'node:crypto'
import { utf8, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../foundation/canonical-json.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Assets } from '../../../platform/files/assets.ts'
import { renderDocument } from '../../../ui/render.ts'
import type { FormData as FormContent } from '../core/form-data.ts'
import { OFFLINE_WORDS } from '../messages/offline-words.ts'
import { RECOURSE_WORDS } from '../messages/recourse-words.ts'

/**
 * The offline form as one HTML file: program, style and rosters in it, and a policy under which it can ask nothing of any network. The same
 * program and the same rosters make the same bytes, whoever makes them.
 */
export function offlineDocument(data: FormContent, assets: Pick<Assets, 'closure'>): Bytes {
  const [t, r] = [wording(OFFLINE_WORDS, 'fr'), wording(RECOURSE_WORDS, 'fr')]
  const { script, style, policy } = partsOf(assets)
  // Between these tags nothing is markup but what closes them.
  const content = canonicalJson(data as Json).replaceAll('<', '\\u003c') // parsing: strings and what was read as JSON
  return utf8(
    renderDocument(
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="content-security-policy" content={policy} />
          <title>{`${t('title')} — ${data.title}, ${data.city}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <style dangerouslySetInnerHTML={{ __html: style }} />
        </head>
        <body>
          <main id="contenu">
            <div class="content narrow">
              <div id="app" class="stack-wide">
                <p class="soft">{r('shellLoading')}</p>
              </div>
              <noscript>
                <p>{r('shellNoScript')}</p>
                <p>{data.contact}</p>
              </noscript>
            </div>
          </main>
          <script type="application/json" id="donnees" dangerouslySetInnerHTML={{ __html: content }} />
          <script dangerouslySetInnerHTML={{ __html: script }} />
        </body>
      </html>,
    ),
  )
}

type Parts = { readonly script: string; readonly style: string; readonly policy: string }

/** What is the same in every form of a build: made once. */
const parts = new WeakMap<object, Parts>()

function partsOf(assets: Pick<Assets, 'closure'>): Parts {
  const known = parts.get(assets)
  if (known) return known
  const script = assetText(assets, 'offline.js').replaceAll(/<(?=\/script|!--)/gi, '\\x3C')
  const style = assetText(assets, 'form.css')
  const made = { script, style, policy: policyOf(script, style) }
  parts.set(assets, made)
  return made
}

function policyOf(script: string, style: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function assetText(assets: Pick<Assets, 'closure'>, name: string): string {
  const [asset, more] = assets.closure([name])
  if (!asset || more) throw new Error(`${name} is not one file`)
  return new TextDecoder().decode(asset.bytes)
}
