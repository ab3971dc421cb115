export const ACTS = ['controle_identite', 'verification_identite', 'releve_identite', 'controle_routier'] as const
export type Act = (typeof ACTS)[number]

export const SERVICE_KINDS = ['police_municipale', 'police_nationale', 'gendarmerie'] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

/**
 * Who may do which act. Municipal police: only the relevé d'identité (CPP 78-6), to draw up a report on an offence
 * that they may record. Contrôle and vérification (CPP 78-2, 78-3): national police and gendarmerie only.
 * As read in November 2026 from secondary copies; to be confirmed by counsel.
 */
export const ACTS_OF_SERVICE: Readonly<Record<ServiceKind, readonly Act[]>> = {
  police_municipale: ['releve_identite'],
  police_nationale: ['controle_identite', 'verification_identite', 'controle_routier'],
  gendarmerie: ['controle_identite', 'verification_identite', 'controle_routier'],
}
