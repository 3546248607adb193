"""What words mean by where they stand: lines, columns, tables, paragraphs, and what runs beside the text."""
