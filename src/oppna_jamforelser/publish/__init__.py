"""Publications: what readers get from the warehouse, and how they know that it is right."""
