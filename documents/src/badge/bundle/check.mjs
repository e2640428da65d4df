// Checks the badge in this folder with the files beside it; nothing is fetched. See README.txt.

import { readFileSync } from 'node:fs';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { defaultDocumentLoader, verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const [badge, issuer, withdrawn, keys] = ['badge.json', 'issuer.json', 'withdrawn.json', 'keys.json'].map(read);

const kept = new Map([
  [issuer.id, issuer],
  [withdrawn.id, withdrawn],
  ['https://www.w3.org/ns/credentials/v2', read('contexts/credentials-v2.json')],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', read('contexts/open-badges-3.0.3.json')],
]);
for (const method of issuer.verificationMethod) {
  kept.set(method.id, { '@context': 'https://w3id.org/security/multikey/v1', ...method });
}
// The library brings the few other vocabularies along, and fetches none.
const documentLoader = (address) =>
  kept.has(address)
    ? { contextUrl: null, documentUrl: address, document: kept.get(address) }
    : defaultDocumentLoader(address);

const { results, verified, error, statusResult } = await verifyCredential({
  credential: badge,
  suite: new DataIntegrityProof({ cryptosuite }),
  documentLoader,
  checkStatus,
});

// A key counts from its first second on, until it was retired; one that was given up at once never does.
const isInForce = ({ verificationMethod, created }) => {
  const key = keys.find(({ id }) => id === verificationMethod);
  const at = Date.parse(created);
  const isBegun = key && Math.floor(Date.parse(key.created) / 1000) <= Math.floor(at / 1000);
  return Boolean(isBegun && (!key.retired || (at < Date.parse(key.retired) && Date.parse(key.created) < Date.parse(key.retired))));
};
const isKeyInForce = [badge, withdrawn].every(({ proof }) => [proof].flat().every(isInForce));

const isSigned = results?.length > 0 && results.every((result) => result.verified);
const states = statusResult?.results?.map(({ status }) => status);
const isWithdrawn = states?.some(Boolean);
console.log(`Badge:      ${badge.name ?? badge.id}`);
console.log(`Issuer:     ${badge.issuer.id}`);
console.log(`Key:        ${badge.proof.verificationMethod}`);
console.log(`In use:     ${isKeyInForce ? 'yes, when it signed' : 'NO: what it signed then does not count'}`);
console.log(`Signature:  ${isSigned ? 'good, nothing was changed' : 'NOT GOOD'}`);
console.log(`Withdrawn:  ${states ? (isWithdrawn ? 'YES' : 'no') : 'cannot be told'}, as of ${withdrawn.validFrom}`);
// The library accepts a withdrawn badge as long as the list itself is sound.
const isAccepted = verified && isKeyInForce && states !== undefined && !isWithdrawn;
const said = [error, ...(error?.errors ?? []), statusResult?.error].filter(Boolean).map(({ message }) => message);
console.log(isAccepted ? 'The badge is accepted.' : `The badge is not accepted. ${said.join(' ')}`);
process.exitCode = isAccepted ? 0 : 1;
