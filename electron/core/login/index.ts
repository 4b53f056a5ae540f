export { verifyLogin, type VerificationRequest } from './verify.ts';
export { LOGIN_OUTCOMES, loginOutcome, serviceProof, verification } from './verification.ts';
export type { LoginOutcome, ServiceProof, Verification } from './verification.ts';
