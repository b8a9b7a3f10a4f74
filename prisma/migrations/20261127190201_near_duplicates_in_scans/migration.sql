ALTER TABLE "scan_finding" DROP CONSTRAINT "scan_finding_kind_check";
ALTER TABLE "scan_finding" ADD CONSTRAINT "scan_finding_kind_check" CHECK ("kind" IN ('html', 'language', 'single', 'long', 'duplicate',
  'near', 'email', 'phone', 'card', 'iban', 'secret', 'name'));
