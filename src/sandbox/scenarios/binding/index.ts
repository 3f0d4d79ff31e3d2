import { bindingWrongNamespace } from './binding-wrong-namespace.ts';

export const bindingScenarios = [bindingWrongNamespace] as const;
