export { type Batch, type BatchFault, type BatchRow, readBatch } from './batch.ts';
export { exportAccount, type ExportOptions } from './export-account.ts';
export {
  DOCUMENT_TEXTS,
  type DocumentText,
  EXPORT_FORMATS,
  type ExportFormat,
  QR_VARIANTS,
  type QrVariant,
  type Texts,
} from './formats.ts';
export { handoutPage, type HandoutOptions } from './handout.ts';
export { accountForColleague, type Person } from './readdress.ts';
