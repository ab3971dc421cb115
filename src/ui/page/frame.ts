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
    query: call.search,
    origin: call.origin,
    navigation: services.navigation.map(({ href, label }) => ({ href, label: label[language] })),
    stylesheet: services.assets.url('site.css'),
    favicon: services.assets.url('icon.svg'),
    look: {
      theme: city.look.theme && `/apparence/${city.look.theme}/theme.css`,
      logo: city.look.logo && `/apparence/${city.look.logo}/logo.png`,
    },
    signedIn: actor.kind === 'staff' ? actor.email : undefined,
  }
}
