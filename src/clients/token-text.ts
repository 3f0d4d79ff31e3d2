import * as z from 'zod';
import { fitsHeader } from './secret.ts';

/** A token as an answer holds it. */
export const tokenText = z.string().refine(fitsHeader, 'no token that a header can carry');
