import { sh, yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import { image } from '../subjects.ts';

export const registryHostUnmatched = defineFinding({
  code: 'registry-host-unmatched',
  link: 'registry',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args: { ...image, suggestion: nullable(text), version: nullable(text) },
  summary: ({ host, suggestion }) =>
    `Flux does not recognise ${host} as a Google registry${suggestion === null ? '' : `; use ${suggestion}`}`,
  explanation: `The object asks for a Google login, and Flux's own pattern recognises only gcr.io, HOST.gcr.io and LOCATION-docker.pkg.dev: no port, no own domain, no docker.LOCATION.rep.pkg.dev, and no registry that is not Google's. From Flux 2.6 the object fails with "invalid GCP registry"; before that it was read anonymously, without a message. An image on a Google registry works under the usual host; an image on another registry is read with provider: generic.`,
  sources: ['https://github.com/fluxcd/source-controller/issues/1974'],
  expected: ({ suggestion }) => (suggestion === null ? 'LOCATION-docker.pkg.dev' : suggestion),
  actual: ({ image }) => image,
  fixes: ({ suggestion }) => [
    {
      kind: 'find-out',
      title:
        suggestion === null
          ? 'Check the image under a host that Flux recognises; for a registry that is not Google’s, set provider: generic in Git'
          : 'Check the image under the host that Flux recognises, then change the object in Git',
      tool: 'flux-wi',
      command: sh`flux-wi doctor --image ${suggestion ?? yours('IMAGE')}`,
      patch: null,
      permission: 'none; then write access to the Git repository',
      takes: 'at once: Flux scans when the object changes',
      verify: askAgain(),
    },
  ],
  example: {
    image: 'docker.europe-west1.rep.pkg.dev/acme-images/apps/api',
    host: 'docker.europe-west1.rep.pkg.dev',
    suggestion: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
    version: '1.0.1',
  },
});
