import type { Call } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import type { Frame } from './page.tsx'

/** What surrounds the content of this call's page. */
export function frameOf(services: Pick<Services, 'assets' | 'navigation'>, call: Call): Frame {
  const { city, language, actor } = call
  return {
    language,
    cityName: city.name,
    demo: city.demo,
    notice: city.realDataNotice,
    path: call.path,
    navigation: services.navigation.map(({ href, label }) => ({ href, label: label[language] })),
    stylesheet: services.assets.url('site.css'),
    favicon: services.assets.url('icon.svg'),
    signedIn: actor.kind === 'staff' ? actor.email : undefined,
  }
}
