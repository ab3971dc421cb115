import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { EXAMPLES } from '../../../ui/gallery/examples.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'

/** For those who build: every component in every state, from the examples that the tests use. */
export function galleryPage(services: Services, call: Call): Answer {
  const page = (
    <Page frame={frameOf(services, call)} title="Galerie" noIndex>
      <div class="stack-wide">
        <h1>Galerie</h1>
        {EXAMPLES.map(({ name, view }) => (
          <section key={name} class="stack">
            <h2>{name}</h2>
            {view()}
          </section>
        ))}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
