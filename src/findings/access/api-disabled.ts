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
  summary: ({ service, consumer }) => `${service} is not enabled in ${consumerName(consumer)}`,
  explanation:
    'The API is not enabled in the project that the call is counted against. That is the project which the refusal names, and it can be another one than the project of the resource. GKE appends "This error could be caused by a missing IAM policy binding" to this refusal as to every other; a binding does not change it.',
  sources: ['https://cloud.google.com/service-usage/docs/enable-disable'],
  expected: ({ service, consumer }) => `${service} enabled in ${consumerName(consumer)}`,
  actual: ({ as }) => `SERVICE_DISABLED, asked as ${as}`,
  fixes: ({ service, consumer }) => [
    {
      kind: 'now',
      title: `Enable ${service} in ${consumerName(consumer)}`,
      tool: 'gcloud',
      command: sh`gcloud services enable ${service} --project=${projectId(consumer)}`,
      patch: null,
      permission: 'serviceusage.services.enable (roles/serviceusage.serviceUsageAdmin)',
      takes: 'after some minutes',
      verify: sh`gcloud services list --enabled --project=${projectId(consumer)} --filter=${`config.name=${service}`}`,
    },
  ],
  example: {
    service: 'iamcredentials.googleapis.com',
    consumer: 'projects/123456789012',
    as: 'KSA flux-system/image-reflector-controller',
  },
});
