import { sh } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { text } from '../schema.ts';
import { asWhom } from '../subjects.ts';
import { consumerName, projectId } from '../wording.ts';

export const apiDisabled = defineFinding({
  code: 'api-disabled',
  link: 'access',
  level: 'unknown',
  since: '0.1.0',
  args: { service: text, consumer: text, as: asWhom },
  summary: ({ service, consumer, as }) => `${service} is off in ${consumerName(consumer)}, so it refuses ${as}`,
  explanation:
    'Google refuses at the front door: the API is not enabled in the project that the call is counted against, which need not be the project of the thing that was asked about. The project is the one that the refusal names. GKE appends "This error could be caused by a missing IAM policy binding" to this refusal as to every other; no binding would mend it.',
  sources: ['https://cloud.google.com/service-usage/docs/enable-disable'],
  expected: ({ service, consumer }) => `${service} enabled in ${consumerName(consumer)}`,
  actual: () => 'SERVICE_DISABLED',
  fixes: ({ service, consumer }) => [
    {
      kind: 'now',
      title: `Enable ${service} in ${consumerName(consumer)}`,
      tool: 'gcloud',
      command: sh`gcloud services enable ${service} --project=${projectId(consumer)}`,
      patch: null,
      permission: 'serviceusage.services.enable (roles/serviceusage.serviceUsageAdmin)',
      takes: 'a few minutes',
      verify: sh`gcloud services list --enabled --project=${projectId(consumer)} --filter=${`config.name=${service}`}`,
    },
  ],
  example: {
    service: 'iamcredentials.googleapis.com',
    consumer: 'projects/123456789012',
    as: 'KSA flux-system/image-reflector-controller',
  },
});
