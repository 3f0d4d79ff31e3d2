/** The look of the page. Its hash stands in the page's Content-Security-Policy, so it is one fixed text. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --line: #d0d7de; --box: #f6f8fa; --pass: #1a7f37; --warn: #8a5a00; --broken: #c1121f; --unknown: #7a3fb5; --blocked: #57606a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9da7b3; --paper: #0d1117; --line: #30363d; --box: #161b22; --pass: #4ac26b; --warn: #e3a73c; --broken: #ff7b72; --unknown: #c297ff; --blocked: #9da7b3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1rem; margin: 0 0 .25rem; }
.pass { color: var(--pass); } .warn { color: var(--warn); } .broken { color: var(--broken); } .unknown { color: var(--unknown); } .blocked, .skipped { color: var(--blocked); }
.place, figcaption, footer { color: var(--quiet); }
.notice { border: 1px solid var(--line); padding: .25rem .5rem; }
p { margin: .25rem 0; }
section { margin: 1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: 4px; padding: .6rem; overflow-x: auto; margin: .4rem 0; }
figure { margin: 1rem 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
svg line { stroke: var(--line); stroke-width: 2; }
svg circle { fill: var(--paper); stroke: currentColor; stroke-width: 2; }
svg .sign { fill: currentColor; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: .25rem .5rem .25rem 0; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
details { margin: .5rem 0; }
a { color: inherit; }
@media print { body { font-size: 11px; } main { padding: 0; } pre { white-space: pre-wrap; overflow-wrap: anywhere; } details { break-inside: avoid; } }
`;
