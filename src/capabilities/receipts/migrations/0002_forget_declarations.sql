-- Declarations are erased after three years, as the form says to whoever fills it in.
grant delete on receipts.declarations to visavis_app;
