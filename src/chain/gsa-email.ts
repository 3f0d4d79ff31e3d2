/**
 * The project in a GSA's e-mail, as the IAM API takes it: an id, or a number for Compute Engine's default account.
 * `null`: the address names none.
 */
export function projectOfGsa(email: string): string | null {
  const [name, domain] = email.split('@');
  if (name === undefined || domain === undefined) return null;
  const custom = /^(.+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1];
  if (custom !== undefined) {
    // A domain-scoped project `example.com:proj` stands as `proj.example.com`; one of another universe likewise.
    const [project, ...rest] = custom.split('.');
    if (project === undefined) return null;
    return rest.length === 0 ? project : `${rest.join('.')}:${project}`;
  }
  if (domain === 'developer.gserviceaccount.com') return /^(\d+)-compute$/.exec(name)?.[1] ?? null;
  if (domain === 'appspot.gserviceaccount.com') return name;
  return null;
}
