import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of CHROME_PATH, else the system's, else the one that the test tool installed. */
function options() {
  const path = process.env.CHROME_PATH ?? PLACES.find((place) => existsSync(place))
  return { args: ['--no-sandbox'], ...(path && { executablePath: path }) }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch(options())
}

/** A telephone whose storage outlives its browser: the profile is a folder. */
export function launchLastingChromium(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    ...options(),
    viewport: { width: 390, height: 780 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  })
}
