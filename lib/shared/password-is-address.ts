/** A password that anybody who knows the address would try first. */
export function passwordIsAddress(password: string, email: string): boolean {
  return password.trim().toLowerCase() === email.trim().toLowerCase();
}
export const PASSWORD_IS_ADDRESS_WORDS = "Choose a password that is not your e-mail address.";
