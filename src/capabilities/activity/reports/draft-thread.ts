import { parentPort, workerData } from 'node:worker_threads'
import type { DraftRequest } from './draft-request.ts'
import { makeDraft } from './make-draft.ts'

const request: DraftRequest = workerData
parentPort?.postMessage(await makeDraft(request))
