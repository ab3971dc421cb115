import '../shared/no-code-from-text.ts'
import { render } from 'preact'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { bodyWording } from './body-wording.ts'
import { FoundScreen } from './found-screen.tsx'
import { JoinScreen } from './join-screen.tsx'
import { WorkScreen } from './work-screen.tsx'

const SCREENS = { found: FoundScreen, join: JoinScreen, work: WorkScreen } as const
const page = document.getElementById('contenu')
const root = document.getElementById('app')
if (root && page) {
  const { screen = '', body = '' } = page.dataset
  const Screen = screen === 'found' || screen === 'join' ? SCREENS[screen] : SCREENS.work
  root.textContent = ''
  render(<Screen words={bodyWording(pageLanguage())} body={body} />, root)
}
