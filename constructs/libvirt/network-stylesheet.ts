/**
 * The stylesheet that the provider runs over its network XML before it hands it to libvirt: no spanning tree. With it the kernel
 * lets a machine that was just plugged in wait for four seconds until its packets pass (a forward delay of at least 2 s, twice:
 * BR_MIN_FORWARD_DELAY in net/bridge), after each reset too; and a network that nothing but machines are in has no loop.
 *
 * https://libvirt.org/formatnetwork.html#connectivity
 */
export const networkStylesheet = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" omit-xml-declaration="yes"/>
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="/network">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()[not(self::bridge)]"/>
      <bridge stp="off"><xsl:copy-of select="bridge/@*[name() != 'stp']"/></bridge>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
`;
