import { render } from 'preact'
import { z } from 'zod'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { bodyWording } from './body-wording.ts'
import { FoundScreen } from './found-screen.tsx'
import { JoinScreen } from './join-screen.tsx'
import { WorkScreen } from './work-screen.tsx'

// These pages turn no text into code (Trusted Types): zod is told not to try.
z.config({ jitless: true })

const SCREENS = { found: FoundScreen, join: JoinScreen, work: WorkScreen } as const
const page = document.getElementById('contenu')
const root = document.getElementById('app')
if (root && page) {
  const { screen = '', body = '' } = page.dataset
  const Screen = screen === 'found' || screen === 'join' ? SCREENS[screen] : SCREENS.work
  root.textContent = ''
  render(<Screen words={bodyWording(pageLanguage())} body={body} />, root)
}
