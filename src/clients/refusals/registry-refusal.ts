import { ApiError } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { googleRefusal } from './google-refusal.ts';

/**
 * What a refusal in the registry protocol means: `{"errors":[{code,message}]}`, Google's own envelope where the front
 * end refuses, or plain text (the 412 of Container Registry, shut down in 2025).
 */
export function registryRefusal(answer: Answer, call: ApiCall): ApiError {
  const error = googleRefusal(answer, call);
  const { details } = error;
  // `DENIED: Artifact Registry API has not been used in project …` names the API by its title alone.
  if (details.kind !== 'api-disabled' || details.metadata['service'] !== undefined) return error;
  return new ApiError({
    ...details,
    metadata: { service: 'artifactregistry.googleapis.com', ...details.metadata },
  });
}
