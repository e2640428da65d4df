// Somebody who studies, and the way in through the public routes without the pages.

/** A new name, address and password; nothing is stored anywhere yet. */
export function person(name) {
  return { name, email: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.org`, password: "violet kettle morning tram" };
}

/** Signs up. `request` is that of a browser context or a stand-alone one. */
export async function makeAccount(request, url, { name, email, password }) {
  await post(request, `${url}/sign-up`, { name, email, password });
}

/** Signs the context of `request` in. */
export async function signIn(request, url, { email, password }) {
  await post(request, `${url}/sign-in`, { email, password });
  const { cookies } = await request.storageState();
  if (!cookies.some(({ name }) => name === "clausewise")) throw new Error(`${email} could not sign in`);
}

/** Posts a form as a page of ours does; answers where it led, without going there. */
export async function post(request, address, form) {
  const answer = await request.post(address, { form, maxRedirects: 0, headers: { Origin: new URL(address).origin } });
  if (answer.status() !== 303) throw new Error(`POST ${address} answered ${answer.status()}: ${await answer.text()}`);
  return answer.headers().location;
}
