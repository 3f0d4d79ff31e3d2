import type { Report } from '../../chain/report.ts';

/** What the rounds of `--wait` saw of each identity's binding: policies carry no times, so only this dates a change. */
export class BindingHistory {
  readonly #wrong = new Set<string>();
  readonly #resolved = new Map<string, string>();

  /** @param at when the round began, RFC 3339 */
  note(report: Report, at: string): void {
    for (const { id, checks } of report.identities) {
      const binding = checks.find((check) => check.id === 'binding');
      if (binding === undefined) continue;
      if (binding.findings.some((one) => one.code.startsWith('binding-'))) {
        this.#wrong.add(id);
        this.#resolved.delete(id);
      } else if (binding.status === 'pass' && this.#wrong.has(id) && !this.#resolved.has(id)) {
        this.#resolved.set(id, at);
      }
    }
  }

  /** Since when the binding reads right, if this very round does; `null` where it was never seen wrong. */
  resolvedAt(identity: string, now: string): string | null {
    return this.#wrong.has(identity) ? (this.#resolved.get(identity) ?? now) : null;
  }
}
