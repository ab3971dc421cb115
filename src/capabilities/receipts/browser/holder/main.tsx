import { render, type ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { wording } from '../../../../foundation/wording.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { HOLDER_WORDS } from '../../messages/holder-words.ts'
import { examine } from '../shared/examine.ts'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { registerWorker } from '../../../../ui/offline/register-worker.ts'
import { Paste } from './paste.tsx'

const language = pageLanguage()
const t = wording(HOLDER_WORDS, language)

/** What shows a receipt, and its half of the page's code, comes with a receipt: who only opens the page does not wait for it. */
async function look(retry: () => void): Promise<ComponentChildren> {
  const fragment = location.hash.slice(1)
  if (fragment === '') return <Paste t={t} />
  const [finding, { FindingView }] = await Promise.all([examine(fragment, Math.floor(Date.now() / 1000)), import('./finding-view.tsx')])
  return <FindingView t={t} language={language} finding={finding} retry={retry} />
}

function App() {
  const [shown, setShown] = useState<ComponentChildren>()
  const again = () => {
    setShown(undefined)
    void look(again).then(setShown)
  }
  useEffect(() => {
    again()
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [])
  return shown ?? <Notice tone="plain" title={t('checking')} live answer />
}

/** The other language is of the same receipt: its link must carry what stands after `#`. */
function keepReceiptInLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = location.hash
}
addEventListener('hashchange', keepReceiptInLinks)
keepReceiptInLinks()

const root = document.getElementById('app')
if (root) {
  root.textContent = ''
  render(<App />, root)
  registerWorker('r')
}
