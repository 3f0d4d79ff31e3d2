/** Loaded on demand; see auth-library.ts for why it is not imported where it is used. */
import * as iamCredentials from '@google-cloud/iam-credentials';

export { iamCredentials };
