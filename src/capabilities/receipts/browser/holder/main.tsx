import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { wording } from '../../../../foundation/wording.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { HOLDER_WORDS } from '../../messages/holder-words.ts'
import { examine, type Finding } from '../shared/examine.ts'
import { pageLanguage } from '../shared/language.ts'
import { registerWorker } from '../shared/register-worker.ts'
import { FindingView } from './finding-view.tsx'

const language = pageLanguage()
const t = wording(HOLDER_WORDS, language)

function App() {
  const [finding, setFinding] = useState<Finding | undefined>()
  const look = async () => {
    setFinding(undefined)
    setFinding(await examine(location.hash.slice(1), Math.floor(Date.now() / 1000)))
  }
  useEffect(() => {
    void look()
    const again = () => void look()
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [])
  if (finding === undefined) return <Notice tone="plain" title={t('checking')} live answer />
  return <FindingView t={t} language={language} finding={finding} retry={() => void look()} />
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
