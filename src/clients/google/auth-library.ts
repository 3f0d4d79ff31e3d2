/** Loaded on demand. A CommonJS package that is bundled gives a dynamic import its default export alone: so it is imported here. */
import * as authLibrary from 'google-auth-library';

export { authLibrary };
