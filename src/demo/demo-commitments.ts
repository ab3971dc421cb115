import { measureIndicators, sayFinding, shipProgramme } from '../capabilities/commitments/index.ts'
import { expectAccepted } from '../foundation/result.ts'
import type { Services } from '../platform/services.ts'

const NO_PROOF = { evidence: [], indicators: ['receipts.coverage'] } as const

/** The programme, its figures of today, and two voices that do not say the same. */
export async function fillCommitments(services: Services, city: string): Promise<void> {
  const by = { city, by: undefined }
  const added = expectAccepted(await shipProgramme(services, by))
  await measureIndicators(services, city)
  if (added === 0) return
  const said = { commitment: 'P06', ...NO_PROOF }
  expectAccepted(await sayFinding(services, by, { ...said, party: 'city', finding: 'under_way', reasons: CITY }))
  expectAccepted(await sayFinding(services, by, { ...said, party: 'observer', finding: 'not_kept', reasons: OBSERVER }))
}

const CITY =
  'Constat inventé pour la démonstration. Tous les équipages ont un téléphone depuis cet été ; il reste à déclarer les contrôles de chaque jour pour que la part des reçus soit connue partout.'
const OBSERVER =
  'Constat inventé pour la démonstration. L’échéance était la fin de 2020. Un mois entier n’a pas été déclaré : on ne peut pas dire que chaque personne contrôlée repart avec un reçu.'
