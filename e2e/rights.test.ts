import jsQR from 'jsqr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RIGHTS_PATHS } from '../src/capabilities/rights/index.ts'
import { expectAccessible, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

test('once one page of rights was opened, all of them are read without a network, Arabic included', async () => {
  const { page, context, problems } = await stage.open()
  await page.goto(`${stage.url}/vos-droits/rue`)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await context.setOffline(true)
  for (const path of RIGHTS_PATHS) {
    await page.goto(stage.url + path)
    expect(await page.locator('h1').first().textContent()).not.toBe('')
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Atkinson')
  }
  expect(await page.locator('article').getAttribute('dir')).toBe('rtl')
  expect(problems).toEqual([])
  await context.close()
})

test('each page, in each of its languages: axe finds nothing; it says that it is no advice, and when its texts were read', async () => {
  for (const language of ['fr-FR', 'en-GB'] as const) {
    const { page, context } = await stage.open({ language })
    for (const path of RIGHTS_PATHS) {
      await page.goto(stage.url + path)
      // English has the same marks around other words: every fourth page says as much.
      if (language === 'fr-FR' || RIGHTS_PATHS.indexOf(path) % 4 === 0) await expectAccessible(page, `${path}, ${language}`)
      if (path === '/vos-droits' || path.includes('/ar/')) continue
      const text = await page.locator('main').innerText()
      for (const said of language === 'fr-FR' ? ['Information, pas un conseil', 'pour la dernière fois'] : ['not legal advice', 'Texts last read'])
        expect([path, text.includes(said)]).toEqual([path, true])
    }
    await context.close()
  }
})

test('each page, and its poster, prints on one sheet', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  for (const path of RIGHTS_PATHS.slice(1).flatMap((one) => (one.includes('/ar/') ? [one] : [one, `${one}/affiche`]))) {
    for (const language of ['fr', 'en']) {
      await page.goto(`${stage.url}${path}?lang=${language}`)
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString('latin1')
      expect([path, language, pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length]).toEqual([path, language, 1])
    }
  }
  await context.close()
})

test('a poster’s code opens its page', async () => {
  const { page, context } = await stage.open()
  await page.goto(`${stage.url}/vos-droits/filmer/affiche`)
  // What a phone's camera reads, not what the page says that it wrote.
  const picture = await page.locator('svg.qr').evaluate(async (element) => {
    const image = new Image()
    element.setAttribute('width', '460')
    element.setAttribute('height', '460')
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(element))}`
    await image.decode()
    const canvas = new OffscreenCanvas(500, 500)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = 'white'
    context.fillRect(0, 0, 500, 500)
    context.drawImage(image, 20, 20, 460, 460)
    return [...context.getImageData(0, 0, 500, 500).data]
  })
  expect(jsQR(new Uint8ClampedArray(picture), 500, 500)?.data).toBe(`${stage.url}/vos-droits/filmer`)
  await context.close()
})

test('a text that was read again says so on its pages; one that changed warns', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(`${stage.url}/vos-droits/relecture`)
  await page.getByLabel('Texte', { exact: true }).selectOption('csi-r434-16')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Dites ce que la lecture montre').waitFor()
  await page.getByLabel('Texte', { exact: true }).selectOption('csi-r434-16')
  await page.getByLabel('La page doit changer').check()
  await page.getByLabel('Ce qui a changé').fill('La règle a été récrite.')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('C’est enregistré').waitFor()
  await page.goto(`${stage.url}/vos-droits/palpation`)
  await page.getByText('La règle a été récrite.').waitFor()
  await context.close()
})
