"""The yearly figures about the helpline Nupraatikerover.be, freed from the PDFs they are published in."""
