import { sh, yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { exampleImage } from '../examples.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { image } from '../subjects.ts';

export const registryCaUntrusted = defineFinding({
  code: 'registry-ca-untrusted',
  link: 'registry',
  level: 'broken',
  failsAt: 'connection',
  since: '0.1.0',
  args: { ...image, message: text },
  summary: ({ host }) => `Flux does not trust the certificate of ${host} that it is shown`,
  explanation:
    "The controller gets a certificate that no authority in its image has signed, usually that of a proxy which intercepts TLS. From here the certificate is Google's. The login to Google goes through the same proxy and must trust it too, so the authority has to be added to the controller and not only to the object.",
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/#certificate-secret-reference'],
  expected: () => "Google's certificate, or one of an authority that the controller knows",
  actual: ({ message }) => message,
  fixes: () => [
    {
      kind: 'ask-first',
      title:
        'Store the certificate authority of the proxy; then name it in spec.certSecretRef, and mount it in the controller (SSL_CERT_DIR)',
      tool: 'kubectl',
      command: sh`kubectl -n flux-system create secret generic registry-ca --from-file=ca.crt=${yours('CA_FILE')}`,
      patch: null,
      permission: 'create secrets in namespace flux-system',
      takes: 'at once: Flux scans when the object changes',
      verify: askAgain('flux-system'),
    },
  ],
  example: { ...exampleImage, message: 'x509: certificate signed by unknown authority' },
});
